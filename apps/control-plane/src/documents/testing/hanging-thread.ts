// Never comes to an end, and lets nobody in between.
for (;;);
