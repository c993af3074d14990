// Loaded before a server (`node --import`): its clock is ahead by CLOCK_AHEAD_MINUTES, so that nobody has to wait.

const aheadMillis = Number(process.env['CLOCK_AHEAD_MINUTES']) * 60_000;

globalThis.Date = new Proxy(Date, {
  construct: (date, parameters: unknown[], target) =>
    Reflect.construct(date, parameters.length > 0 ? parameters : [date.now() + aheadMillis], target) as Date,
  get: (date, key) => (key === 'now' ? () => date.now() + aheadMillis : (Reflect.get(date, key) as unknown)),
});
