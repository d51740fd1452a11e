/** An error body as OpenAI sends it. */
export const openaiError = (message: string, type = 'invalid_request_error') => ({
  error: { message, type, param: null, code: null },
});
