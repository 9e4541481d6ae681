"""What forms say when something is wrong: what to do, never that it is invalid."""

from django import forms
from django.forms.utils import pretty_name

from smp_portal.foundation.words import lower_first, upper_first


def named_field(name: str, field: forms.Field) -> str:
    """A field inside a sentence: "the due date", or the question that it asks."""
    label = str(field.label or pretty_name(name))
    if label.endswith("?"):
        return f"an answer to “{label}”"
    return f"the {lower_first(label)}"


def speak_plainly(field: forms.Field, *, named: str) -> None:
    """Put plain messages in place of Django's own; what a form itself words is kept."""
    field.named = named  # type: ignore[attr-defined]
    own = _own_words(field)
    for code, message in _messages(field, named).items():
        if code not in own:
            field.error_messages[code] = message


def _own_words(field: forms.Field) -> set[str]:
    general: dict[str, object] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            general.update(getattr(kind, "default_error_messages", {}))
    return {code for code, message in field.error_messages.items() if message != general.get(code)}


def _messages(field: forms.Field, named: str) -> dict[str, str]:
    messages = {"required": f"Enter {named}"}
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        messages = _choice_messages(named)
    elif isinstance(field, forms.BooleanField):
        messages = {"required": f"Tick the box: {field.label}"}
    elif isinstance(field, forms.EmailField):
        messages["invalid"] = "Enter an e-mail address with an @, like name@example.org"
    elif isinstance(field, forms.IntegerField):
        messages |= _number_messages(named)
    elif isinstance(field, forms.FileField):
        messages = _file_messages(named)
    return messages | _text_messages(named)


def _choice_messages(named: str) -> dict[str, str]:
    message = f"Choose {named} from the list"
    return {
        "required": f"Select {named}",
        "invalid_list": message,
        "invalid_choice": _filled_later(message),
        "invalid_pk_value": _filled_later(message),
    }


def _number_messages(named: str) -> dict[str, str]:
    name, figures = upper_first(_filled_later(named)), "%(max)s figures or fewer"
    return {
        "invalid": f"Enter {named} in figures, like 40",
        "min_value": f"{name} must be %(limit_value)s or more",
        "max_value": f"{name} must be %(limit_value)s or less",
        "max_digits": f"{name} must have {figures}",
        "max_decimal_places": f"{name} must have {figures} after the point",
        "max_whole_digits": f"{name} must have {figures} before the point",
    }


def _file_messages(named: str) -> dict[str, str]:
    return {
        "required": f"Choose {named}",
        "invalid": f"Choose {named} again: it did not arrive",
        "missing": f"Choose {named} again: it did not arrive",
        "empty": f"Choose {named} again: the file is empty",
    }


def _text_messages(named: str) -> dict[str, str]:
    name, limit = _filled_later(named), "%(limit_value)s characters"
    shorter, longer = ("Enter", "Enter") if _is_new(named) else ("Shorten", "Lengthen")
    joint = "of" if _is_new(named) else "to"
    return {
        "max_length": f"{shorter} {name} {joint} {limit} or fewer",
        "min_length": f"{longer} {name} {joint} {limit} or more",
        "null_characters_not_allowed": (
            f"Type {name} again: it came with a hidden character that can’t be kept"
        ),
    }


def _is_new(named: str) -> bool:
    return named.startswith(("a ", "an "))


def _filled_later(words: str) -> str:
    # Django fills these messages from parameters: a % of their own must not look like one.
    return words.replace("%", "%%")
