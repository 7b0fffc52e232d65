"""An explained decision: the answer, the rule, when next, then question by question."""

from datetime import tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.domain.access import Check, Why
from core.domain.explaining import Explanation, Step
from gui.context import Context
from gui.icons import pixmap
from gui.presenters.access_replay import moment_text, next_text, told
from gui.text import translate
from gui.widgets.basic import button, column, label, line, row, set_role

_SIGN, _STEP_SIGN = 36, 18


class Answer(QFrame):
    """`forgive` is there where anti-passback alone may be pardoned."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: list[QWidget] = []
        self.setProperty("role", "card")
        space = context.theme.tokens.scale.space
        self._sign = label("")
        self.headline, self.asked, self.next = label("", "title", wrap=True), label("", "muted"), label("", wrap=True)
        self.rule = label("", "value", wrap=True)
        self.forgive = button(translate("Access", "Let them pass &once more…"))
        words = column(0, space.xs)
        for widget in (self.headline, self.asked, self.rule, self.next):
            words.addWidget(widget)
        words.addWidget(self.forgive, 0, Qt.AlignmentFlag.AlignLeft)
        head = row(0, space.l)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._steps: QVBoxLayout = column(0, 0)
        body = column(space.l, space.m, self)
        body.addLayout(head)
        body.addWidget(line())
        body.addWidget(label(translate("Access", "Every question, in the order they are asked"), "label"))
        body.addLayout(self._steps)
        body.addStretch(1)

    def show_explanation(self, explained: Explanation, zone: tzinfo) -> None:
        """Show a decision."""
        allow, colour = explained.ruling.allow, self._context.theme.tokens.colour
        sign, tint = ("check", colour.good) if allow else ("close", colour.bad)
        self._sign.setPixmap(pixmap(sign, tint, _SIGN, self.devicePixelRatioF()))
        self.headline.setText(told(explained.headline, translate))
        when = moment_text(explained.at, zone, translate)
        self.asked.setText(f"{explained.name} · {explained.door_name} · {when}")
        decided = next((s.rules for s in explained.steps if s.check is Check.RULES), ())
        said = translate("Access", "Decided by the rule “{rule}”").format(rule="”, “".join(decided))
        self.rule.setText(said if decided else "")
        self.rule.setVisible(bool(decided))
        self.next.setText(next_text(explained, zone, translate))
        self.next.setVisible(bool(self.next.text()))
        self.forgive.setVisible(explained.ruling.why in (Why.ALREADY_INSIDE, Why.NOT_INSIDE))
        self.setAccessibleName(self.headline.text())
        self._show_steps(explained.steps)

    @property
    def steps(self) -> list[str]:
        """What is said step by step."""
        return [step.accessibleName() for step in self._shown]

    def _show_steps(self, steps: tuple[Step, ...]) -> None:
        for gone in self._shown:
            self._steps.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._shown = [self._step(step) for step in steps]
        for made in self._shown:
            self._steps.addWidget(made)

    def _step(self, step: Step) -> QWidget:
        space, colour = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour
        made = QWidget()
        inner: QHBoxLayout = row(0, space.m, made)
        inner.setContentsMargins(0, space.s, 0, space.s)
        sign = label("")
        name, tint = ("check", colour.good) if step.passed else ("close", colour.bad)
        sign.setPixmap(pixmap(name, tint, _STEP_SIGN, self.devicePixelRatioF()))
        answer = label(translate("Access", "yes") if step.passed else translate("Access", "no"), "badge")
        set_role(answer, "tone", "good" if step.passed else "bad")
        said = column(0, 2)
        text = told(step.sentence, translate)
        said.addWidget(label(text, wrap=True))
        if step.rules:
            rules = translate("Access", "Rule: {rules}").format(rules=", ".join(step.rules))
            said.addWidget(label(rules, "caption", wrap=True))
        inner.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(said, 1)
        inner.addWidget(answer, 0, Qt.AlignmentFlag.AlignTop)
        made.setAccessibleName(f"{answer.text()}: {text}")
        return made
