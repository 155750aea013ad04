import { erasureRequested } from '../event-catalogue.ts'
import { reaction, type Reaction } from '../events.ts'
import { erasePerson, type Holder } from './erase-person.ts'

/** How a subgraph that holds something of persons takes part in an erasure. */
export const onErasureRequested = (holder: Holder): Reaction =>
  reaction(erasureRequested, (tx, { payload }) => erasePerson(tx, holder, payload.erasureId))
