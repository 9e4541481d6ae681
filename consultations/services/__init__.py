"""What may be done with consultations, their questions and answers, and with testimony."""
