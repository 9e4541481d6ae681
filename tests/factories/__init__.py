"""People, plans and rounds made for tests; all plainly invented."""

from .actionplans import (
    ActionFactory,
    ActionPlanFactory,
    MeasureFactory,
    ReadingFactory,
    ReviewFactory,
    ReviewRoundFactory,
)
from .consultations import (
    AnswerFactory,
    CommunityFactory,
    ConsultationFactory,
    FindingFactory,
    OptionFactory,
    QuestionFactory,
    ResponseFactory,
    TestimonyFactory,
    ThemeFactory,
)
from .partners import (
    AbsenceFactory,
    ForumFactory,
    MeetingFactory,
    PartnerFactory,
    UserFactory,
    administrator,
    board_member,
    officer,
    owner,
)
from .priorities import PriorityFactory, StrategicPlanFactory

__all__ = [
    "AbsenceFactory",
    "ActionFactory",
    "ActionPlanFactory",
    "AnswerFactory",
    "CommunityFactory",
    "ConsultationFactory",
    "FindingFactory",
    "ForumFactory",
    "MeasureFactory",
    "MeetingFactory",
    "OptionFactory",
    "PartnerFactory",
    "PriorityFactory",
    "QuestionFactory",
    "ReadingFactory",
    "ResponseFactory",
    "ReviewFactory",
    "ReviewRoundFactory",
    "StrategicPlanFactory",
    "TestimonyFactory",
    "ThemeFactory",
    "UserFactory",
    "administrator",
    "board_member",
    "officer",
    "owner",
]
