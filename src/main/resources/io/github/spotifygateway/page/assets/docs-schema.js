import { create } from "./dom.js";

/** Follows a reference within the document; what is none stays as it is. */
export function resolve(object, openapi) {
  if (!object.$ref) {
    return object;
  }
  const { $ref: reference, ...own } = object;
  const found = reference.split("/").slice(1).reduce((node, name) => node[name], openapi);
  return { ...resolve(found, openapi), ...own };
}

/** Shows what JSON looks like: its members, or in a word what it is. */
export function showSchema(schema, openapi) {
  const { properties, required = [] } = contentOf(resolve(schema, openapi), openapi);
  if (!properties) {
    return create("span", { className: "soft" }, ` ${typeOf(schema, openapi)}`);
  }
  return create("ul", { className: "members" },
    ...Object.entries(properties).map(([name, member]) => showMember(name, member, required.includes(name), openapi)));
}

function showMember(name, schema, required, openapi) {
  const member = resolve(schema, openapi);
  const nested = contentOf(member, openapi).properties ? [showSchema(member, openapi)] : [];
  return create("li", {},
    create("code", {}, name),
    create("span", { className: "soft" }, ` ${typeOf(member, openapi)}${required ? "" : ", optional"} `),
    member.description ?? "", ...nested);
}

/** What a list or an alternative is made of. */
function contentOf(schema, openapi) {
  if (schema.items) {
    return contentOf(resolve(schema.items, openapi), openapi);
  }
  const alternative = schema.oneOf?.find(({ type }) => type !== "null");
  return alternative ? resolve(alternative, openapi) : schema;
}

function typeOf(schema, openapi) {
  const { type, format, enum: values, const: only, items, oneOf } = resolve(schema, openapi);
  if (values) {
    return values.map(String).join(", ");
  }
  if (only !== undefined) {
    return String(only);
  }
  if (oneOf) {
    return oneOf.map((alternative) => typeOf(alternative, openapi)).join(" or ");
  }
  const name = [type ?? "anything"].flat().join(" or ");
  return items ? name.replace("array", `array of ${typeOf(items, openapi)}`) : [name, format && `(${format})`].filter(Boolean).join(" ");
}
