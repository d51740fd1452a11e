export { type Behaviour, loadBehaviour } from './llm/behaviour.ts';
export type { ChatMessage, ChatTool, Reply, RespondInput, ToolCall } from './llm/chat.ts';
export { respond } from './llm/respond.ts';
