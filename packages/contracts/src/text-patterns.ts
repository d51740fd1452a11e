/*
 * Patterns for `.meta(…)`, that is for the OpenAPI document: validation trims first, or refines, and JSON Schema
 * knows neither. Without Unicode classes, which not every reader of patterns has.
 */
const control = '\\u0000-\\u001f\\u007f-\\u009f';

/** A text that is more than blanks. */
export const notBlank = { pattern: '\\S' };

/** A text without control characters. */
export const noControl = { pattern: `^[^${control}]*$` };

/** Both. */
export const notBlankNoControl = { pattern: `^[^${control}]*[^\\s${control}][^${control}]*$` };
