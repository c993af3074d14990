// The process in which the middleware is timed: requests by hand, so that nothing but the middleware is in the figure.

import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { requireTeamAccess } from '@team-sso/service-provider/koa';
import Koa from 'koa';
import { median } from '../rounds.ts';
import type { AccessAnswer } from './access.ts';
import { answerQuestions } from './child.ts';
import type { ServerOptions } from './server.ts';
import { createTeamSso } from './team-sso-app.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as ServerOptions;
const { sso, store } = await createTeamSso(options, 'http://127.0.0.1:3000');
const guard = requireTeamAccess(sso, { team: () => 'acme' });
const app = new Koa();

answerQuestions<number, AccessAnswer>(
  async (requests) => {
    const microseconds: number[] = [];
    for (let i = 0; i < requests; i++) {
      const ctx = app.createContext(...exchange());
      let isLetIn = false;
      const start = process.hrtime.bigint();
      await guard(ctx, async () => {
        isLetIn = true;
      });
      microseconds.push(Number(process.hrtime.bigint() - start) / 1000);
      if (!isLetIn) throw new Error('The middleware let nobody in.');
    }
    return { medianMicroseconds: median(microseconds) };
  },
  () => store.close(),
);

function exchange(): [IncomingMessage, ServerResponse] {
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  request.url = '/bots/acme';
  request.headers = { cookie: 'session=member1', host: '127.0.0.1:3000' };
  return [request, new ServerResponse(request)];
}
