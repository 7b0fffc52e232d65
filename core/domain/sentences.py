"""What a person is told of a failure: what happened, and what to do. Facts stand in {braces}."""

from core.domain.error_codes import ErrorCode
from core.domain.text import QT_TRANSLATE_NOOP

SENTENCES: dict[ErrorCode, str] = {
    ErrorCode.IMAGE_MISSING: QT_TRANSLATE_NOOP("errors", "There is no picture at {path}. Check the path."),
    ErrorCode.IMAGE_EMPTY: QT_TRANSLATE_NOOP("errors", "{path} is empty (0 bytes). Copy the picture again."),
    ErrorCode.IMAGE_UNREADABLE: QT_TRANSLATE_NOOP(
        "errors", "{path} is not a picture Usher can read, or it is damaged. Use a JPEG, PNG, BMP or WebP file."
    ),
    ErrorCode.IMAGE_TOO_LARGE: QT_TRANSLATE_NOOP(
        "errors", "{path} is {width}×{height}, more than the {limit} megapixels Usher opens. Make it smaller first."
    ),
    ErrorCode.IMAGE_TOO_SMALL: QT_TRANSLATE_NOOP(
        "errors", "{path} is only {width}×{height} pixels, too small to hold a face. Use a larger picture."
    ),
    ErrorCode.FOLDER_UNREADABLE: QT_TRANSLATE_NOOP(
        "errors", "{path} cannot be read: permission denied. Allow reading it, or choose another place."
    ),
    ErrorCode.DATASET_UNUSABLE: QT_TRANSLATE_NOOP(
        "errors",
        "{path} cannot be evaluated: {detail}. Use a folder with one folder of pictures for every person, "
        "and optionally a pairs.csv with the columns a, b and same.",
    ),
    ErrorCode.CLIP_TRUTH_UNUSABLE: QT_TRANSLATE_NOOP(
        "errors", "{path} does not tell who is in the clips: {detail}. Correct it, or name another file with --truth."
    ),
    ErrorCode.NO_FACE: QT_TRANSLATE_NOOP(
        "errors", "No face was found in {path}. Use a picture that shows one face clearly."
    ),
    ErrorCode.SEVERAL_FACES: QT_TRANSLATE_NOOP(
        "errors", "{path} shows {count} faces, but one is needed. Crop it to the right person."
    ),
    ErrorCode.FACE_UNUSABLE: QT_TRANSLATE_NOOP(
        "errors", "The face in {path} is not good enough to recognise someone by: {reasons}. Use a better picture."
    ),
    ErrorCode.NAME_EMPTY: QT_TRANSLATE_NOOP("errors", "A person needs a name. Type one."),
    ErrorCode.NAME_UNREADABLE: QT_TRANSLATE_NOOP(
        "errors", "The name or ID holds characters that are not text. Type it again."
    ),
    ErrorCode.ID_TAKEN: QT_TRANSLATE_NOOP(
        "errors", "The ID {external_id} already belongs to {name}. Use another ID, or add the pictures to {name}."
    ),
    ErrorCode.PERSON_UNKNOWN: QT_TRANSLATE_NOOP(
        "errors", "Nobody called {name} is enrolled. “usher people list” shows everyone."
    ),
    ErrorCode.PERSON_AMBIGUOUS: QT_TRANSLATE_NOOP(
        "errors", "{count} people are called {name}. Say which by their ID or key; “usher people list” shows both."
    ),
    ErrorCode.LAST_TEMPLATE: QT_TRANSLATE_NOOP(
        "errors", "{name} would have no picture left. Add another one first, or remove the person."
    ),
    ErrorCode.CHANGE_UNKNOWN: QT_TRANSLATE_NOOP(
        "errors", "This change cannot be taken back any more: the people or visits in it were changed again since."
    ),
    ErrorCode.SIGHTING_UNKNOWN: QT_TRANSLATE_NOOP(
        "errors", "This visit is not in the records any more. Close it and choose another."
    ),
    ErrorCode.STRANGER_GONE: QT_TRANSLATE_NOOP(
        "errors",
        "Nothing is left to recognise this unknown person by: they were named or merged meanwhile, or no picture of "
        "them was kept. Choose another.",
    ),
    ErrorCode.NOBODY_TO_REFUSE: QT_TRANSLATE_NOOP(
        "errors", "Nobody was named here, and nobody enrolled resembles this face. There is nothing to correct."
    ),
    ErrorCode.IMPORT_MISSING: QT_TRANSLATE_NOOP("errors", "There is no file or folder at {path}. Check the path."),
    ErrorCode.IMPORT_EMPTY: QT_TRANSLATE_NOOP(
        "errors",
        "There is nobody to import in {path}. Use a table with a column for names and one for pictures, a folder of "
        "pictures for every person, or pictures named after them.",
    ),
    ErrorCode.IMPORT_AMBIGUOUS: QT_TRANSLATE_NOOP(
        "errors", "There are several tables of people in {path}: {tables}. Choose one of them."
    ),
    ErrorCode.IMPORT_UNREADABLE: QT_TRANSLATE_NOOP(
        "errors", "{path} is not a table Usher can read: {detail}. Save it as CSV or XLSX and try again."
    ),
    ErrorCode.IMPORT_TOO_LARGE: QT_TRANSLATE_NOOP(
        "errors", "{path} is larger than the {limit} MB Usher opens. Divide it into several."
    ),
    ErrorCode.IMPORT_UNMAPPED: QT_TRANSLATE_NOOP(
        "errors", "No column of {path} is known to hold the {field}. Say which one does: {columns}."
    ),
    ErrorCode.IMPORT_RUNNING: QT_TRANSLATE_NOOP(
        "errors", "Another import is running. Wait until it is done, or cancel it."
    ),
    ErrorCode.IMPORT_CANCELLED: QT_TRANSLATE_NOOP("errors", "The import was cancelled before anything was written."),
    ErrorCode.MAPPING_UNUSABLE: QT_TRANSLATE_NOOP(
        "errors", 'What the columns mean cannot be taken from {path}: {detail}. Write lines such as name = "Full name".'
    ),
    ErrorCode.ARCHIVE_DAMAGED: QT_TRANSLATE_NOOP(
        "errors", "The archive {path} is damaged: {detail}. Make it again, or unpack it and import the folder."
    ),
    ErrorCode.ARCHIVE_REFUSED: QT_TRANSLATE_NOOP(
        "errors", "The archive {path} is not opened, because {detail}. Import the folder it was made from instead."
    ),
    ErrorCode.PICTURES_DISAGREE: QT_TRANSLATE_NOOP(
        "errors", "{path} shows somebody else than {other}. Use pictures of one person only."
    ),
    ErrorCode.CLIP_OF_SEVERAL: QT_TRANSLATE_NOOP(
        "errors", "{path} shows more than one person. Use a video of one person alone."
    ),
    ErrorCode.DUPLICATE_PERSON: QT_TRANSLATE_NOOP(
        "errors", "This face looks like {name}, who is already enrolled ({percent} % sure). Confirm to go on anyway."
    ),
    ErrorCode.MODEL_MISSING: QT_TRANSLATE_NOOP(
        "errors", "The model file {path} of {pack} is missing. Install Usher again to restore it."
    ),
    ErrorCode.MODEL_DAMAGED: QT_TRANSLATE_NOOP(
        "errors", "The model file {path} of {pack} is damaged: {detail}. Install Usher again to restore it."
    ),
    ErrorCode.MODEL_MISMATCH: QT_TRANSLATE_NOOP(
        "errors", "This face was measured by {found}, but {expected} is in use. Measure it again with {expected}."
    ),
    ErrorCode.MODEL_IN_USE: QT_TRANSLATE_NOOP(
        "errors", "{model} is in use, or will be from the next start on. Change to other models first."
    ),
    ErrorCode.MODEL_NOT_KEPT: QT_TRANSLATE_NOOP(
        "errors", "No faces measured by {model} are kept. “usher models status” shows whose are."
    ),
    ErrorCode.NO_EARLIER_MODEL: QT_TRANSLATE_NOOP(
        "errors", "The models were never changed here, so there are none to go back to."
    ),
    ErrorCode.OPTIONAL_MODEL_ABSENT: QT_TRANSLATE_NOOP(
        "errors", "No optional model called {name} was added. “usher models list” shows them all."
    ),
    ErrorCode.OPTIONAL_MODEL_DAMAGED: QT_TRANSLATE_NOOP(
        "errors",
        "The optional model file {path} is damaged: {detail}. "
        "Add it again with “usher models add FILE”, or do without it: “usher models remove {name}”.",
    ),
    ErrorCode.OPTIONAL_MODEL_UNKNOWN: QT_TRANSLATE_NOOP(
        "errors",
        "{path} cannot be added: {detail}. “usher models list” shows the optional models and where they come from.",
    ),
    ErrorCode.LIVENESS_MISSING: QT_TRANSLATE_NOOP(
        "errors", "The models that tell liveness are missing: {files}. Add them with “usher models add FILE…”."
    ),
    ErrorCode.PACK_MISSING: QT_TRANSLATE_NOOP(
        "errors", "There is no model pack {pack}: {path} is not a folder. Use “default”, or a folder of models."
    ),
    ErrorCode.PACK_UNUSABLE: QT_TRANSLATE_NOOP(
        "errors", "The model pack {pack} cannot be used: {detail}. Replace its files in {path}, or use “default”."
    ),
    ErrorCode.PACK_MISFIT: QT_TRANSLATE_NOOP(
        "errors",
        "The model pack {pack} measures faces by {found}, but everybody is enrolled with {expected}. "
        "Choose a pack with that embedder or with a detector only.",
    ),
    ErrorCode.LIVENESS_BLIND: QT_TRANSLATE_NOOP(
        "errors",
        "{camera} names only faces seen to be live, but the networks that tell are not installed. "
        "Add them with “usher models add”, or ask for less in the camera’s settings.",
    ),
    ErrorCode.BLOB_DAMAGED: QT_TRANSLATE_NOOP(
        "errors", "A stored face is damaged ({detail}). Enrol the picture again."
    ),
    ErrorCode.NONFACES_DAMAGED: QT_TRANSLATE_NOOP(
        "errors", "{path} cannot be used: {detail}. Delete it, or run “usher train nonfaces” again."
    ),
    ErrorCode.WEIGHTS_DAMAGED: QT_TRANSLATE_NOOP(
        "errors", "{path} cannot be used: {detail}. Delete it, or run “usher train profiles” again."
    ),
    ErrorCode.TRAINING_FEW_PEOPLE: QT_TRANSLATE_NOOP(
        "errors",
        "{found} people with {photos} usable photos each are too few to train on. "
        "Give a folder with at least {needed} such people, one folder of photos for each of them.",
    ),
    ErrorCode.TRAINING_SMALL: QT_TRANSLATE_NOOP(
        "errors", "{found} usable faces are too few to train on. Give a folder with at least {needed} with --faces."
    ),
    ErrorCode.BOXES_UNREADABLE: QT_TRANSLATE_NOOP(
        "errors",
        "{path} does not say where the faces are: {detail}. "
        'Write {{"picture.jpg": [{{"box": [left, top, right, bottom]}}]}}, or leave it out where there are none.',
    ),
    ErrorCode.CALIBRATION_EMPTY: QT_TRANSLATE_NOOP(
        "errors", "Nobody is enrolled for {model} yet. Enrol people first: thresholds are measured on them."
    ),
    ErrorCode.CALIBRATION_SMALL: QT_TRANSLATE_NOOP(
        "errors",
        "{people} people are too few to measure {model} by, and nobody has published a curve of it. "
        "Enrol at least {needed}, or use the default models.",
    ),
    ErrorCode.RESEMBLANCE_OFF: QT_TRANSLATE_NOOP(
        "errors", "There are no stars to resemble. Name a folder with pictures of them, here or in the settings."
    ),
    ErrorCode.STARS_FEW: QT_TRANSLATE_NOOP(
        "errors",
        "{path} shows {count} stars, but it takes {least} to say whom somebody resembles. Add pictures that show one "
        "face each, called by the star's name or in a folder of that name.",
    ),
    ErrorCode.SOURCE_UNKNOWN: QT_TRANSLATE_NOOP(
        "errors",
        "“{source}” is not a camera or video Usher knows. Use a file or folder, usb:0, rtsp://… or demo:entrance.",
    ),
    ErrorCode.SOURCE_UNAVAILABLE: QT_TRANSLATE_NOOP(
        "errors", "{source} cannot be opened: {detail}. Check that it is there and not in use elsewhere."
    ),
    ErrorCode.SOURCE_NOT_VIDEO: QT_TRANSLATE_NOOP(
        "errors", "{source} is not a video Usher can play: {detail}. Use an MP4, MKV, MOV, AVI or WebM file."
    ),
    ErrorCode.SOURCE_DAMAGED: QT_TRANSLATE_NOOP(
        "errors", "{source} is damaged and stopped after {frames} frames: {detail}."
    ),
    ErrorCode.SOURCE_LOST: QT_TRANSLATE_NOOP(
        "errors", "{source} stopped sending pictures. Check its power and cable; Usher keeps trying."
    ),
    ErrorCode.SOURCE_EMPTY: QT_TRANSLATE_NOOP(
        "errors", "{source} holds no picture Usher can read. Put JPEG, PNG, BMP or WebP files there."
    ),
    ErrorCode.SOURCE_UNREACHABLE: QT_TRANSLATE_NOOP(
        "errors",
        "Nobody answers at {address}. Check the camera's power, its cable and the address; Usher keeps trying.",
    ),
    ErrorCode.SOURCE_HOST_UNKNOWN: QT_TRANSLATE_NOOP(
        "errors", "There is no {host} in this network. Check how it is written, or use the camera's IP address."
    ),
    ErrorCode.SOURCE_REFUSED: QT_TRANSLATE_NOOP(
        "errors",
        "{source} does not accept this user name and password. Correct them in the address; "
        "meanwhile Usher tries only rarely, because cameras lock accounts.",
    ),
    ErrorCode.SOURCE_NO_STREAM: QT_TRANSLATE_NOOP(
        "errors", "A camera answers, but has no stream at {source}. Look up the end of the address in its manual."
    ),
    ErrorCode.SOURCE_NO_VIDEO: QT_TRANSLATE_NOOP(
        "errors", "{source} answers, but sends no video. Check that this is the camera's address for video."
    ),
    ErrorCode.SOURCE_GARBLED: QT_TRANSLATE_NOOP(
        "errors", "{source} sends what cannot be decoded. Restart the camera, or set it to H.264; Usher keeps trying."
    ),
    ErrorCode.CAMERA_EXISTS: QT_TRANSLATE_NOOP("errors", "A camera called {name} exists already. Choose another name."),
    ErrorCode.DOOR_UNKNOWN: QT_TRANSLATE_NOOP(
        "errors", "There is no door called {name}. Choose one of those in the settings."
    ),
    ErrorCode.DOOR_EXISTS: QT_TRANSLATE_NOOP("errors", "A door called {name} exists already. Choose another name."),
    ErrorCode.DOOR_FAILED: QT_TRANSLATE_NOOP(
        "errors", "{name} was not opened. {detail} Open it by its key, or try again."
    ),
    ErrorCode.RELAY_UNREACHABLE: QT_TRANSLATE_NOOP(
        "errors",
        "The relay {relay} does not answer: {detail}. Check its power, its cable and its address; Usher keeps trying.",
    ),
    ErrorCode.RELAY_REFUSED: QT_TRANSLATE_NOOP(
        "errors",
        "The relay {relay} refuses: {detail}. Correct its user name, password, channel or address in the settings.",
    ),
    ErrorCode.RELAY_GARBLED: QT_TRANSLATE_NOOP(
        "errors",
        "{relay} answers, but not as such a relay does: {detail}. Check that the settings name the right kind of it.",
    ),
    ErrorCode.RELAY_UNUSABLE: QT_TRANSLATE_NOOP(
        "errors", "The settings of the relay {relay} cannot be used: {detail}. Correct them."
    ),
    ErrorCode.ENTRY_UNKNOWN: QT_TRANSLATE_NOOP(
        "errors", "What this refers to is not in the records. Load the page again and choose another entry."
    ),
    ErrorCode.ENTRY_VOID: QT_TRANSLATE_NOOP(
        "errors", "This was corrected or answered by somebody else meanwhile. Load the page again to see how it stands."
    ),
    ErrorCode.LEDGER_KEY_MISSING: QT_TRANSLATE_NOOP(
        "errors",
        "The key that seals the records, {path}, is missing, so nothing can be added or checked. "
        "Restore this file from the backup.",
    ),
    ErrorCode.LEDGER_KEY_WRONG: QT_TRANSLATE_NOOP(
        "errors",
        "The key {path} is not the one these records were sealed with. Restore this file from the same backup as the "
        "database.",
    ),
    ErrorCode.PIN_WEAK: QT_TRANSLATE_NOOP(
        "errors", "This PIN is too easy to guess. Choose 4 to 12 digits that are no row such as 1234 or 1111."
    ),
    ErrorCode.PIN_LIKE_DURESS: QT_TRANSLATE_NOOP(
        "errors", "The PIN and the one for use under threat must differ. Choose another."
    ),
    ErrorCode.PIN_LOCKED: QT_TRANSLATE_NOOP(
        "errors", "Too many wrong PINs. Wait {seconds} seconds before the next one."
    ),
    ErrorCode.VISITOR_UNKNOWN: QT_TRANSLATE_NOOP(
        "errors", "This visitor is not in the book any more. Load the page again."
    ),
    ErrorCode.VISITOR_KEPT: QT_TRANSLATE_NOOP(
        "errors",
        "{name} is a visitor and will be erased once the visit is over, and {other} would be with them. Keep {other}.",
    ),
    ErrorCode.KIOSK_PIN_MISSING: QT_TRANSLATE_NOOP(
        "errors", "The kiosk has no PIN yet, so that nobody could leave it. Set one with `usher kiosk --set-pin`."
    ),
    ErrorCode.KIOSK_CAMERA_UNKNOWN: QT_TRANSLATE_NOOP(
        "errors", "There is no camera called {name} for the kiosk. Choose one of these: {found}."
    ),
    ErrorCode.KIOSK_NO_CAMERA: QT_TRANSLATE_NOOP(
        "errors", "The kiosk needs a camera. Add one in the console or with `usher cameras add`."
    ),
    ErrorCode.STORE_NEWER: QT_TRANSLATE_NOOP(
        "errors", "The data in {path} was written by a newer Usher ({found}). Update Usher, or use another data folder."
    ),
    ErrorCode.STORE_DAMAGED: QT_TRANSLATE_NOOP(
        "errors", "The database {path} is damaged: {detail}. Restore it from a backup."
    ),
    ErrorCode.STORE_IN_USE: QT_TRANSLATE_NOOP(
        "errors", "Another Usher is already using {path}. Close it first, or choose another data folder."
    ),
    ErrorCode.DISK_FULL: QT_TRANSLATE_NOOP(
        "errors", "The disk holding {path} is full. Nothing was saved; free some space and try again."
    ),
    ErrorCode.DISK_FAILED: QT_TRANSLATE_NOOP(
        "errors", "The disk holding {path} does not work: {detail}. Check the disk and its cable, then try again."
    ),
    ErrorCode.FOLDER_NOT_WRITABLE: QT_TRANSLATE_NOOP(
        "errors", "{path} cannot be written: {detail}. Allow writing there, or choose another folder."
    ),
    ErrorCode.SETTINGS_INVALID: QT_TRANSLATE_NOOP(
        "errors", "The settings file {path} has a mistake: {detail}. Correct it, or delete it to start afresh."
    ),
    ErrorCode.ZONE_UNKNOWN: QT_TRANSLATE_NOOP(
        "errors", "There is no time zone called “{zone}”. Use a name such as Europe/Berlin, or none for this machine's."
    ),
    ErrorCode.PLAN_UNREADABLE: QT_TRANSLATE_NOOP(
        "errors", "{path} is no plan: {detail}. Use a file that “usher plan export” has written."
    ),
    ErrorCode.PLAN_CONTRADICTS: QT_TRANSLATE_NOOP(
        "errors", "The plan in {path} contradicts itself: {detail}. Correct it and try again."
    ),
    ErrorCode.REASON_MISSING: QT_TRANSLATE_NOOP(
        "errors", "Whoever changes what was recorded must say why. Give a reason."
    ),
    ErrorCode.PUNCH_AHEAD: QT_TRANSLATE_NOOP(
        "errors", "Nobody can have come or gone at a time that is still to come. Correct the time."
    ),
    ErrorCode.PAYROLL_FIELD_UNKNOWN: QT_TRANSLATE_NOOP(
        "errors", "The payroll export has no field called {field}. It may be one of: {known}."
    ),
    ErrorCode.PDF_UNAVAILABLE: QT_TRANSLATE_NOOP(
        "errors", "A PDF is made by the window of Usher, which is not installed here. Use CSV or XLSX instead."
    ),
}
