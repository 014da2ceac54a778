import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from '../logger.ts';
import type { OperationDependencies } from '../operations/index.ts';
import { allCalls } from './calls/index.ts';
import { failureOf } from './failure.ts';
import { createGuard } from './guard.ts';
import { Refusal } from './refusal.ts';

/** What the API stands on. */
export interface ApiInput {
  readonly deps: OperationDependencies;
  readonly logger: Logger;
}

/** Decisions are short: 64 KiB hold a thousand numbers. */
const BODY_LIMIT = 64 * 1024;

/** Time that a whole request may take to come in. */
const REQUEST_MS = 10_000;

/** The API, not listening yet. Every answer is `{success, data}` or `{success, error}`. */
export function createApp({ deps, logger }: ApiInput): FastifyInstance {
  const fail = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const failure = failureOf(error);
    const route = `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
    if (failure.isFault) logger.error({ route, error }, 'an API call ended in a fault');
    void reply.code(failure.status).send({ success: false, error: failure.error });
  };
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS,
    exposeHeadRoutes: false,
    // Of a block's value in the path, percent-encoded.
    routerOptions: { maxParamLength: 4_000 },
    frameworkErrors: fail,
  });
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler(fail);
  app.setNotFoundHandler(({ method, url }) => {
    const what = `there is no ${method} ${url.split('?', 1)[0]}`;
    throw new Refusal('no-route', what, 'docs/api.md lists all there is');
  });
  const guard = createGuard(deps.config.api);
  const isOpen = ({ routeOptions: { url } }: FastifyRequest) =>
    url === '/health' && deps.config.api.key !== null;
  app.addHook('onRequest', (request, _reply, done) => {
    if (!isOpen(request)) guard(request.headers);
    done();
  });
  for (const call of allCalls(deps)) {
    const handler = async (request: FastifyRequest) => ({
      success: true,
      data: await call.answer(request),
    });
    app.route({ method: call.method, url: call.url, handler });
  }
  return app;
}
