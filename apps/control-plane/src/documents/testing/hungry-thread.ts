// Takes memory that is none of JavaScript's own.
const taken: Buffer[] = [];
for (;;) taken.push(Buffer.alloc(16 * 1024 * 1024, 1));
