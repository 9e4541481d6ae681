"""Who should hear from the partnership, and the mail that tells them: rows decide, the worker only looks."""
