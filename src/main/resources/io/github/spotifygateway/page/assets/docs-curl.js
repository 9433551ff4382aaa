import { resolve } from "./docs-schema.js";

const BODIES = {
  "application/x-www-form-urlencoded": (members) => members.map(([name, value]) => `-d "${name}=${value}"`),
  "application/json": (members) => ['-H "Content-Type: application/json"',
    `-d "{${members.map(([name, value]) => `\\"${name}\\":\\"${value}\\"`).join(",")}}"`],
};

/** Returns the line for a shell that makes a call, or nothing when only a signed-in browser may. */
export function curlLine(operation, openapi) {
  const { security } = operation;
  if (security.length && security.every((way) => way.session)) {
    return null;
  }
  const body = bodyOf(operation, openapi);
  const request = ["curl", ...methodOf(operation, body), ...(isStream(operation) ? ["-N"] : []),
    ...(security.length ? ["-H @-"] : []), ...body, `"${addressOf(operation)}"`, ...queryOf(operation, openapi)].join(" ");
  return security.length ? `printf 'Authorization: Bearer %s\\n' "$TOKEN" | ${request}` : request;
}

// curl posts by itself what has a body
function methodOf({ method }, body) {
  return method === "GET" || (method === "POST" && body.length) ? [] : [`-X ${method}`];
}

function isStream({ responses }) {
  return Object.values(responses).some(({ content }) => content?.["text/event-stream"]);
}

function addressOf({ path }) {
  return new URL(path.slice(1), document.baseURI).href.replace(/%7B(\w+)%7D/gu, (braces, name) => variable(name));
}

function queryOf({ parameters = [] }, openapi) {
  const names = parameters.map((parameter) => resolve(parameter, openapi))
    .filter(({ in: place, required }) => place === "query" && required).map(({ name }) => name);
  return names.length ? ["-G", ...names.map((name) => `--data-urlencode "${name}=${variable(name)}"`)] : [];
}

/** Returns the options for what a body must have, and for what else there is an example of. */
function bodyOf({ requestBody }, openapi) {
  return Object.entries(requestBody?.content ?? {}).filter(([, { schema }]) => schema).flatMap(([type, { schema }]) => {
    const { properties, required = [] } = resolve(schema, openapi);
    const members = Object.entries(properties).map(([name, member]) => [name, exampleOf(resolve(member, openapi))]);
    return BODIES[type](members.filter(([name, example]) => example || required.includes(name))
      .map(([name, example]) => [name, example ?? variable(name)]));
  });
}

function exampleOf({ const: only, examples: [first] = [] }) {
  return only ?? first;
}

/** Returns a variable of the shell, which refuses to go on while it is not set. */
function variable(name) {
  return `\${${name.replace(/([a-z])([A-Z])/gu, "$1_$2").toUpperCase()}:?}`;
}
