// A process that stays until it is told to go.
setInterval(() => {}, 60_000);
process.send?.('here');
