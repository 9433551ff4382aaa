import { create } from "./dom.js";
import { curlLine } from "./docs-curl.js";
import { resolve, showSchema } from "./docs-schema.js";

const NOTHING = "Nothing";

/** Shows a call: what it is for, who may make it, what it takes and answers. */
export function showOperation(operation, openapi, granted) {
  const { method, path, summary, description, operationId, externalDocs } = operation;
  return create("details", { className: "operation", id: `call-${operationId}` },
    create("summary", {},
      create("code", { className: `method ${method.toLowerCase()}` }, method), " ", create("code", {}, path), " ",
      create("span", { className: "soft" }, summary)),
    create("div", { className: "operation-body" },
      ...paragraphs(description, externalDocs, operation["x-availability"]),
      create("dl", { className: "facts" },
        fact("Who may call", ...callers(operation)),
        fact("Spotify's scopes", ...consent(operation, granted)),
        fact("Takes", ...inputs(operation, openapi)),
        fact("Answers", ...answers(operation, openapi)),
        fact("With curl", ...curl(operation, openapi)))));
}

function paragraphs(description, externalDocs, availability) {
  return [
    description && create("p", {}, description),
    externalDocs && create("p", {}, create("a", { href: externalDocs.url, target: "_blank", rel: "noopener noreferrer" },
      `${externalDocs.description} (opens in a new tab)`)),
    availability?.startsWith("apps-before-") && create("p", { className: "soft" },
      `Spotify offers it only to apps that were created before ${availability.slice("apps-before-".length)}.`),
  ].filter(Boolean);
}

function fact(name, ...content) {
  return create("div", {}, create("dt", {}, name), create("dd", {}, ...content));
}

function callers({ security }) {
  if (!security.length) {
    return ["Everyone."];
  }
  const ways = security.map((way) => {
    const [scheme, scopes] = Object.entries(way)[0];
    const name = { apiToken: "an API token", session: "a signed-in browser", companyToken: "a company's token" }[scheme] ?? scheme;
    return create("li", {}, name, ...scopes.flatMap((scope) => [" with ", chip(scope)]));
  });
  return [create("ul", { className: "plain" }, ...ways)];
}

function consent(operation, granted) {
  const required = operation["x-required-scopes"] ?? [];
  const optional = operation["x-optional-scopes"] ?? [];
  if (!required.length && !optional.length) {
    return [create("p", {}, "Needs none.")];
  }
  const missing = required.filter((alternatives) => !alternatives.some((scope) => granted?.includes(scope))).map(([first]) => first);
  const further = optional.filter((scope) => !granted?.includes(scope));
  return [
    required.length ? create("p", {}, ...required.flatMap((alternatives, index) => [index ? " and " : "Needs ", ...either(alternatives)]), ".") : null,
    optional.length ? create("p", {}, required.length ? "Answers more with " : "Needs none; answers more with ", ...either(optional, ", "), ".") : null,
    ...links(operation.operationId, missing, further, granted),
  ].filter(Boolean);
}

function either(scopes, separator = " or ") {
  return scopes.flatMap((scope, index) => (index ? [separator, chip(scope)] : [chip(scope)]));
}

function links(operationId, missing, further, granted) {
  if (missing.length) {
    return [create("p", {}, consentLink(operationId, missing, granted ? "Allow it at Spotify" : "Sign in and allow it at Spotify"))];
  }
  if (further.length) {
    return [create("p", {}, consentLink(operationId, further, "Allow more at Spotify"))];
  }
  return granted ? [create("p", { className: "allowed" }, "You have allowed this.")] : [];
}

function consentLink(operationId, scopes, text) {
  const parameters = new URLSearchParams({ scope: scopes.join(","), return_to: `/docs?operation=${operationId}` });
  return create("a", { className: "button", href: `oauth2/authorization/spotify?${parameters}` }, text);
}

function inputs({ parameters = [], requestBody, externalDocs }, openapi) {
  const rows = parameters.map((parameter) => resolve(parameter, openapi)).map(({ name, in: place, required, description, schema }) =>
    create("li", {}, create("code", {}, name), create("span", { className: "soft" }, ` ${place}${required ? ", required" : ""} `),
      [description, range(schema)].filter(Boolean).join(" ")));
  const bodies = Object.entries(requestBody?.content ?? {}).filter(([, { schema }]) => schema).map(([type, { schema }]) =>
    create("li", {}, create("code", {}, type), showSchema(schema, openapi)));
  const elsewhere = externalDocs ? [create("li", {}, `${requestBody ? "Query and body" : "The query"} as in ${externalDocs.description}.`)] : [];
  const all = [...rows, ...bodies, ...elsewhere];
  return all.length ? [create("ul", { className: "members" }, ...all)] : [NOTHING];
}

function range({ enum: values, minimum, maximum, default: usual }) {
  return [
    values && `One of ${values.join(", ")}.`,
    minimum !== undefined && maximum !== undefined && `From ${minimum} to ${maximum}.`,
    usual !== undefined && `${usual} when left out.`,
  ].filter(Boolean).join(" ");
}

function answers({ responses }, openapi) {
  const rows = Object.entries(responses).map(([status, response]) => {
    const { description, content = {} } = resolve(response, openapi);
    const body = Object.values(content).find(({ schema }) => schema);
    const shape = status === "default" || !body ? [] : [showSchema(body.schema, openapi)];
    return create("li", {}, create("code", {}, status === "default" ? "4XX, 5XX" : status), ` ${description}`, ...shape);
  });
  return [create("ul", { className: "members" }, ...rows)];
}

function curl(operation, openapi) {
  const line = curlLine(operation, openapi);
  return [line ? create("code", {}, line) : "Not with a token: this is for a signed-in browser."];
}

function chip(text) {
  return create("code", { className: "chip" }, text);
}
