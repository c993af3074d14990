// Recent activity.

export {};
