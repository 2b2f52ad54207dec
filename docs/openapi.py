"""The reference of the HTTP API, made from its OpenAPI document."""

from collections.abc import Iterator, Mapping
from typing import Any

from docs.markdown import code, table
from removerbot.web.openapi import describe


def reference() -> str:
    """Returns the description of the HTTP API."""
    document = describe()
    return "\n\n".join(
        part
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        for part in _operation(f"{method.upper()} {path}", operation, document)
    )


def _operation(
    title: str, operation: dict[str, Any], document: dict[str, Any]
) -> Iterator[str]:
    yield f"### {title}"
    yield f"{operation['summary']}. Needs one of these:"
    schemes = document["components"]["securitySchemes"]
    yield "\n".join(
        f"- {_scheme(schemes[name])}" for each in operation["security"] for name in each
    )
    for kind, content in operation["requestBody"]["content"].items():
        yield f"Fields and files of the form (`{kind}`):"
        yield _fields(content["schema"], document)
    yield "Answers:"
    yield table(
        ("status", "", "kinds"),
        (
            (f"`{status}`", each["description"], ", ".join(f"`{k}`" for k in each["content"]))
            for status, each in operation["responses"].items()
        ),
    )
    yield "Headers of an answer:"
    yield table(
        ("header", ""),
        (
            (f"`{name}`", header["description"])
            for each in operation["responses"].values()
            for name, header in each.get("headers", {}).items()
        ),
    )
    yield "A problem:"
    yield _fields({"$ref": "#/components/schemas/Problem"}, document)


def _scheme(scheme: Mapping[str, str]) -> str:
    if scheme["type"] == "apiKey":
        return f"`{scheme['name']}: KEY`"
    return f"`Authorization: {scheme['scheme'].capitalize()} KEY`"


def _fields(schema: Mapping[str, str], document: dict[str, Any]) -> str:
    found = document
    for name in schema["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    required = found.get("required", [])
    return table(
        ("field", "values", "by default", ""),
        (
            (
                f"`{name}`",
                _values(_resolved(each, document)),
                "required"
                if name in required
                else code(each["default"])
                if "default" in each
                else "",
                each.get("description", ""),
            )
            for name, each in found["properties"].items()
        ),
    )


def _resolved(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref") or next(
        (part["$ref"] for part in schema.get("allOf", ()) if "$ref" in part), None
    )
    if reference is None:
        return schema
    return {**document["components"]["schemas"][reference.rsplit("/", 1)[1]], **schema}


def _values(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(f"`{each}`" for each in schema["enum"])
    if "examples" in schema:
        return ", ".join(f"`{each}`" for each in schema["examples"])
    if "minimum" in schema:
        return f"{schema['minimum']} to {schema['maximum']}"
    return "file" if schema.get("format") == "binary" else str(schema.get("type", ""))
