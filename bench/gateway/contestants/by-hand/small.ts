import type { Subgraphs } from './ask.ts'
import type { Person } from './shapes.ts'

export async function answerSmall({ people }: Subgraphs): Promise<unknown> {
  const { me } = await people<{ me: Person & { birthYear: number } }>('{me{id name username birthYear}}')
  const { id, name, username, birthYear } = me
  return { me: { id, name, username, birthYear } }
}
