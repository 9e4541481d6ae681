"""Who may read what people answered."""

from consultations.models import Consultation, ConsultationStatus
from partners.models import User


def may_read_results(consultation: Consultation, *, reader: User) -> bool:
    """The team at any time; everybody else who reads the portal once the results are published."""
    published = consultation.status == ConsultationStatus.PUBLISHED
    return reader.runs_the_portal or (reader.may_read and published)
