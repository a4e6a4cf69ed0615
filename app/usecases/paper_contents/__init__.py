"""What each paper says, taken from the records and the rules. Personal values are masked here, once."""

from app.usecases.paper_contents.case import of_case
from app.usecases.paper_contents.desk import consultation_slip, evaluation_slip
from app.usecases.paper_contents.payment import payment_record

__all__ = ["consultation_slip", "evaluation_slip", "of_case", "payment_record"]
