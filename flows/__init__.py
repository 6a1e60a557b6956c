"""RUN: settings, the steps of the night, the Prefect flow around them, and the ``mou`` command."""
