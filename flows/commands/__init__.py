"""One module a command of ``mou``, each with ``main(options) -> exit code``. Imported only when asked for."""
