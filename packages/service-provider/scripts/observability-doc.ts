// docs/observability.md, from the tables that the log and the telemetry adapter work by.

import { EVENT_NOTES } from '../src/log/index.ts';
import { INSTRUMENTS, type Instrument } from '../src/opentelemetry/index.ts';

/** `log`, `telemetry`: examples that are type-checked as files of their own. */
export function renderObservabilityDoc(examples: {
  readonly log: string;
  readonly telemetry: string;
}): string {
  const metrics = Object.entries<Instrument>(INSTRUMENTS).map(
    ([name, { kind, unit, attributes, says }]) =>
      `| \`${name}\` | ${kind} | \`${unit}\` | ${attributes.map((one) => `\`${one}\``).join(' ')} | ${says} |`,
  );
  const events = Object.entries(EVENT_NOTES).map(
    ([name, { level, says }]) => `| \`${name}\` | ${level} | ${says} |`,
  );
  return `# What can be seen

Made by \`pnpm docs:observability\`; a test holds it against the code. Team SSO tells what happens through one function,
\`observe(event)\`. Names and fields are stable, new ones may come. No event holds an assertion, a name, an e-mail address, a
ticket, a cookie or a key.

## As a log

\`\`\`ts
${examples.log.trim()}
\`\`\`

One line of JSON for each event: \`at\`, \`level\`, \`event\`, and its fields. \`requestId\` is the \`X-Request-Id\` of the answer:
what a person reads on an error page finds the line. E-mail addresses, markup, PEM blocks and long tokens are cut out of every
text, whoever put them there; of an error that was thrown only its class, its code and its place are written, never its message.

## As spans and metrics

\`\`\`ts
${examples.telemetry.trim()}
\`\`\`

\`@opentelemetry/api\` stands beside it (a peer that may be missing while this entry is not used); providers and exporters are
yours. A span \`team_sso.<route>\` for each request, with team, status, request id and refusal, and \`team_sso.store <method>\` for
each call of the store. Metrics never carry a team, a person or a request: each would make a series.

| metric | kind | unit | attributes | |
|---|---|---|---|---|
${metrics.join('\n')}

\`docs/grafana/team-sso.json\` is a dashboard for them, as Prometheus names them when they come by OTLP
(\`team_sso_login_duration_seconds_bucket\`, \`team_sso_login_refused_total\`).

## Alarms worth having

| when | what it means | what to do |
|---|---|---|
| \`team_sso.events{event="second_opinion_differs"}\` > 0 | two readers of one signed message disagree | [runbook](operations.md#a-message-that-two-readers-read-differently) |
| \`/readyz\` is 503 on all instances, or \`team_sso.request.failed\` rises | the store or the host is away | [runbook](operations.md#the-store-is-down) |
| \`team_sso.login.refused\` rises for one reason, \`completed\` falls | a provider changed something | [runbook](operations.md#a-provider-is-down-or-was-changed) |
| \`team_sso.claims{outcome="replayed"}\` rises | reloads, or somebody tries stolen responses | look at the spans of \`acs\` by team |
| \`team_sso.client.held_back\` rises | guessing or noise; \`door\` says where | [limits](operations.md#limits) |
| \`team_sso.events{event="secret_key_unknown"}\` > 0 | an instance has the wrong \`SECRET_KEY\` | stop it |
| \`team_sso.events{event=~"upkeep_failed\\|notice_failed"}\` for an hour | refreshes or notices do not get through | read the log line's \`cause\` |

## Events

| event | level | |
|---|---|---|
${events.join('\n')}

## Health

\`answerHealthChecks(sso, { isReady })\` from \`@team-sso/service-provider/koa\` answers \`GET /healthz\` with 200 while the process
lives, and \`GET /readyz\` with 200 when the store answers and \`isReady\` agrees, else 503.
`;
}
