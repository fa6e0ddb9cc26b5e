import type { JsonObject } from '../json-schema.js';
import { alertingRoutes } from './alerting.routes.js';
import type { AnswerName } from './answers.js';
import { describe, type Operation } from './operation.js';
import { lettersRoutes } from './letters.routes.js';
import { pathwayRoutes } from './pathway.routes.js';
import { registrationRoutes } from './registration.routes.js';
import { resultsRoutes } from './results.routes.js';
import { schemas, type BodyName } from './schemas.js';
import { sharedRoutes } from './shared.routes.js';

/** Every route of the services whose doors are for programs. The gateway’s are pages, for browsers. */
export const routes = {
  registration: [...sharedRoutes, ...registrationRoutes],
  results: [...sharedRoutes, ...resultsRoutes],
  pathway: [...sharedRoutes, ...pathwayRoutes],
  letters: [...sharedRoutes, ...lettersRoutes],
  alerting: [...sharedRoutes, ...alertingRoutes],
} as const satisfies Readonly<Record<string, readonly Operation[]>>;
export type OwnerName = keyof typeof routes;

const bearer = (description: string): JsonObject => ({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description });

const pathsOf = (operations: readonly Operation[]): JsonObject => {
  const paths: Record<string, JsonObject> = {};
  for (const operation of operations) paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  return paths;
};

const description = (service: string): string => `What ${service} takes and answers over HTTP.

A command names itself with \`commandId\` and, with \`seen\`, the newest fact that the person had before him. It answers a receipt; the same command again answers the same. Every refusal is \`{ code, sentence, fields }\`. A trust that is not the token’s own is answered 404.`;

/** One OpenAPI 3.1 document for an owner’s door. */
export const openApi = (service: OwnerName, version: string): JsonObject => {
  const operations: readonly Operation[] = routes[service];
  const bodyNames = operations.flatMap(({ body }): readonly BodyName[] => (body === undefined ? [] : [body.schema]));
  const answerNames: readonly AnswerName[] = ['Refusal', ...operations.map(({ answer }) => answer)];
  return {
    openapi: '3.1.0',
    info: { title: `${service} over HTTP`, version, description: description(service), license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    paths: pathsOf(operations),
    components: {
      schemas: schemas([...new Set(bodyNames)], [...new Set(answerNames)]),
      securitySchemes: {
        person: bearer('A person’s access token, issued for this system and five minutes old at most.'),
        service: bearer('A service token. It opens published facts and nothing else.'),
      },
    },
  };
};
