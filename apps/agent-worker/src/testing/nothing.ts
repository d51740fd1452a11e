// A process that has nothing to do.
export {};
