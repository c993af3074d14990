// The public names of @team-sso/service-provider/log.

export { createEventLog, type EventLogOptions } from './event-log.ts';
export { EVENT_NOTES, LOG_LEVELS, type EventNote, type LogLevel } from './events.ts';
