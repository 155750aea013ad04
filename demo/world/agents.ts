/** People of the maker who speak with customers. */
export const agents = ['周晓琳', '沈嘉宁', '方浩然', 'Emily Clarke', '蒋文静', '陆子轩'] as const

/** What stands as the author of what an employee wrote: a name as sign-in would give it. */
export const agentName = (place: number): string => agents[place % agents.length] ?? agents[0]
