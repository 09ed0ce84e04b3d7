"""What is typed about movements, their phases and registrations."""

from thidua.movements.forms.joint import JointNumberForm
from thidua.movements.forms.movements import AnswerForm, AttachForm, MovementForm, OutsideForm
from thidua.movements.forms.phases import PhaseForm
from thidua.movements.forms.registrations import RegistrationForm

__all__ = [
    "AnswerForm",
    "AttachForm",
    "JointNumberForm",
    "MovementForm",
    "OutsideForm",
    "PhaseForm",
    "RegistrationForm",
]
