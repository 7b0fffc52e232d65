"""What the columns of a table mean: guessed from their headers, and remembered once somebody has said so."""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

from core.config import write_whole
from core.domain.errors import ErrorCode, KnownError
from core.domain.text import folded
from core.runtime.importing.model import SEVERAL, ImportField, Meanings

REMEMBERED_FILE = "import-columns.json"


def plain(header: str) -> str:
    """Return a header without case, accents, signs and surplus blanks."""
    return " ".join(re.sub(r"[\W_]+", " ", folded(header)).split())


_WORDS: dict[ImportField, str] = {
    ImportField.FIRST_NAME: "first name,firstname,given name,forename,vorname,prenom,nombre de pila,имя,名",
    ImportField.LAST_NAME: "last name,lastname,surname,family name,nachname,familienname,nom de famille,apellido,"
    "apellidos,фамилия,姓",
    ImportField.NAME: "name,full name,person,person name,employee,employee name,member,student,display name,"
    "vollstandiger name,mitarbeiter,nom,nom complet,nombre,nombre completo,nome,фио,ф и о,сотрудник,полное имя,"
    "姓名,名字,名称,员工姓名,氏名,이름",
    ImportField.ID: "id,external id,employee id,staff id,person id,user id,card,badge,badge number,card number,no,nr,"
    "number,staff number,employee number,personnel number,personalnummer,ausweis,matricule,numero,identifiant,"
    "legajo,номер,табельный номер,таб номер,ид,编号,工号,学号,员工编号,人员编号,卡号,证号,社員番号,사번",
    ImportField.PHOTO: "photo,photos,picture,pictures,image,images,file,files,filename,file name,path,photo path,"
    "face,portrait,foto,fotos,bild,bilder,datei,fichier,imagen,archivo,фото,фотография,фотографии,файл,изображение,"
    "照片,图片,相片,头像,文件,写真,사진",
    ImportField.GROUPS: "group,groups,department,departments,team,class,division,unit,abteilung,gruppe,gruppen,klasse,"
    "groupe,service,departement,grupo,grupos,departamento,отдел,группа,группы,подразделение,класс,"
    "部门,组,分组,小组,班级,部署,부서",
    ImportField.BORN: "born,birth,birthday,birth date,date of birth,birthdate,dob,geboren,geburtsdatum,geburtstag,"
    "date de naissance,naissance,fecha de nacimiento,nacimiento,дата рождения,рождение,出生日期,生日,出生,生年月日",
    ImportField.GENDER: "gender,sex,geschlecht,sexe,genre,sexo,genero,пол,性别,性別,성별",
    ImportField.CONSENT: "consent,consent given,agreed,agreement,einwilligung,zustimmung,consentement,consentimiento,"
    "согласие,согласен,同意,授权,同意书,知情同意",
    ImportField.SINCE: "valid from,since,start,start date,from,begin,entry date,gultig ab,gultig von,ab,eintritt,"
    "valable du,debut,valido desde,desde,действует с,с,начало,开始日期,有效期起,生效日期,入职日期",
    ImportField.UNTIL: "valid until,valid to,until,end,end date,expires,expiry,expiry date,to,gultig bis,bis,austritt,"
    "valable jusqu au,fin,valido hasta,hasta,действует до,до,по,окончание,срок действия,"
    "结束日期,有效期至,失效日期,到期日期",
    ImportField.NOTE: "note,notes,comment,comments,remark,remarks,bemerkung,notiz,kommentar,remarque,nota,comentario,"
    "примечание,комментарий,заметка,备注,说明,注释",
}
"""Headers as they are written by people and programs, in English, German, French, Spanish, Russian, Chinese and a few
in Japanese and Korean; without accents and signs."""

_FIELDS = {plain(word): field for field, words in _WORDS.items() for word in words.split(",")}
_NUMBERED = re.compile(r"[ ]?\d+$")


def guessed(columns: Sequence[str]) -> Meanings:
    """Return what each column probably means; of several that would be the same thing, the first is."""
    found = [_FIELDS.get(plain(column), ImportField.IGNORED) for column in columns]
    taken = set[ImportField]()
    for place, column in enumerate(columns):
        field = found[place]
        if field is ImportField.IGNORED:
            several = _FIELDS.get(_NUMBERED.sub("", plain(column)))
            found[place] = several if several in (ImportField.PHOTO, ImportField.GROUPS) else field
        elif field in taken and field not in SEVERAL:
            found[place] = ImportField.IGNORED
        taken.add(field)
    # Whose given name stands alone, in a column called so, has no other.
    if ImportField.FIRST_NAME in found and not {ImportField.NAME, ImportField.LAST_NAME} & set(found):
        found[found.index(ImportField.FIRST_NAME)] = ImportField.NAME
    return tuple(found)


def recognised(columns: Sequence[str]) -> int:
    """Return how many columns are understood."""
    return sum(field is not ImportField.IGNORED for field in guessed(columns))


def holds_people(meanings: Meanings) -> bool:
    """Return whether a table with these columns says who its people are."""
    return bool({ImportField.NAME, ImportField.FIRST_NAME, ImportField.LAST_NAME, ImportField.ID} & set(meanings))


def meanings_of(columns: Sequence[str], said: Mapping[str, ImportField], remembered: Mapping[str, ImportField],
                path: str) -> Meanings:  # fmt: skip
    """Return what the columns mean: as `said` by header, else as `remembered`, else as guessed.

    What is said of one column takes a single field away from the others. Raises KnownError(IMPORT_UNMAPPED) for a
    header there is not.
    """
    by_name = {plain(column): place for place, column in enumerate(columns)}
    found = list(guessed(columns))
    if len(remembered) == len(columns):
        found = [remembered[plain(column)] for column in columns]
    for header, field in said.items():
        place = by_name.get(plain(header))
        if place is None:
            raise KnownError(ErrorCode.IMPORT_UNMAPPED, path=path, field=field.value, columns=", ".join(columns))
        if field not in SEVERAL:
            found = [ImportField.IGNORED if other is field else other for other in found]
        found[place] = field
    return tuple(found)


class RememberedColumns:
    """What was said of tables before, by their headers, in a file of the data folder."""

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / REMEMBERED_FILE

    def of(self, columns: Sequence[str]) -> Mapping[str, ImportField]:
        """Return the meaning of each plain header of a table with these columns; nothing for an unknown table."""
        return self._read().get(_signature(columns), {})

    def keep(self, columns: Sequence[str], meanings: Meanings) -> None:
        """Remember what the columns of such tables mean. Raises KnownError(FOLDER_NOT_WRITABLE)."""
        if not self.of(columns) and meanings == guessed(columns):
            return
        said = {plain(column): field for column, field in zip(columns, meanings, strict=True)}
        known = self._read()
        if len(said) != len(columns) or known.get(_signature(columns)) == said:
            return
        try:
            write_whole(self._file, msgspec.json.encode(known | {_signature(columns): said}))
        except OSError as error:
            raise KnownError(
                ErrorCode.FOLDER_NOT_WRITABLE, path=str(self._file.parent), detail=error.strerror or ""
            ) from error

    def _read(self) -> dict[str, dict[str, ImportField]]:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=dict[str, dict[str, ImportField]])
        except (OSError, msgspec.DecodeError):
            return {}  # it only saves somebody from saying it again


def _signature(columns: Sequence[str]) -> str:
    return sha256("\n".join(sorted(map(plain, columns))).encode()).hexdigest()[:16]
