"""Read one YAML file into a typed, frozen value, or say in one line which key is wrong and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

KINDS = frozenset({"folder", "hand", "feed", "board", "api", "csv", "slack", "webhook", "email", "prefect"})
"""Words by which pydantic tells variants of one entry apart; whoever wrote the file does not see them in its keys."""

Model = TypeVar("Model", bound=BaseModel)


class ConfigurationError(ValueError):
    """A file of ``configs/`` cannot be used. The message names file, key and mend; the run does not start."""


class _Loader(yaml.CSafeLoader):
    """YAML as people write it: only true and false are booleans, and no key stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


_BOOLEAN = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOLEAN, re.compile(r"^(?:true|false)$"), list("tf"))


def read_yaml(path: Path, model: type[Model]) -> Model:
    """Read and validate one file.

    Raises:
        ConfigurationError: It is missing, is not YAML, or says something the model does not allow.
    """
    try:
        content = yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506 - a SafeLoader
    except FileNotFoundError as error:
        raise ConfigurationError(
            f"{path}: no such file. Restore it, or name the right folder with --configs."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}). Save it as UTF-8 and make it readable.") from error
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{path}: {_yaml_fault(error)}") from error
    try:
        return model.model_validate(content if content is not None else {})
    except ValidationError as error:
        raise ConfigurationError("\n".join(f"{path}: {line}" for line in explain(error, model, content))) from error


def explain(error: ValidationError, model: type[BaseModel], content: object) -> list[str]:
    """One line a fault: the key (list items by their code), what is wrong, how to mend it."""
    lines = []
    for fault in error.errors():
        location = [part for part in fault["loc"] if part not in KINDS]
        key = _key(location, content)
        mend = _description(model, [part for part in fault["loc"] if isinstance(part, str)])
        match fault["type"]:
            case "missing":
                lines.append(f"{key} is missing. {mend}".rstrip())
            case "extra_forbidden" | "unexpected_keyword_argument":
                lines.append(f"{key} is not a key known here. Correct its spelling or remove it.")
            case _:
                said = fault["msg"].removeprefix("Value error, ")
                given = "" if isinstance(fault["input"], dict | list | BaseModel) else f" (given: {fault['input']!r})"
                lines.append(f"{key or 'the file'}: {said}{given}. {mend}".rstrip())
    return lines


def _key(location: Sequence[str | int], content: object) -> str:
    parts: list[str] = []
    for step in location:
        content = _item(content, step)
        code = content.get("code") or content.get("name") if isinstance(content, dict) else None
        parts.append(
            f"[{code}]" if isinstance(step, int) and code else f"[{step + 1}]" if isinstance(step, int) else f".{step}"
        )
    return "".join(parts).removeprefix(".")


def _item(content: object, step: str | int) -> object:
    if isinstance(content, dict):
        return content.get(step)
    if isinstance(content, list) and isinstance(step, int) and step < len(content):
        return content[step]
    return None


def _description(model: type[BaseModel], location: Sequence[str]) -> str:
    """What the field's own description says to do, following the location through nested models."""
    told = ""
    models: list[Any] = [model]
    for step in location:
        if step in KINDS:
            models = [one for one in models if "kind" in one.model_fields and step in _literals(one)]
            continue
        field = next((one.model_fields[step] for one in models if step in one.model_fields), None)
        if field is None:
            break
        told = field.description or told
        models = _models_within(field.annotation)
    return told


def _literals(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(getattr(model.model_fields["kind"].annotation, "__args__", ()))


def _models_within(annotation: Any) -> list[Any]:
    """Every model that an annotation names, in its order."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models_within(inner)]


def _yaml_fault(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return f"{where}{getattr(error, 'problem', None) or error}. Mend the YAML there."
