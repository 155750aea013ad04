/** Something that plans the material of a plant. */
export interface Planner {
  /** Makes a plan of the plant; what is to be ordered, as sorted lines of part, day and quantity. */
  plan(plant: string): Promise<readonly string[]>
  close(): Promise<void>
}
