import { z } from 'zod'
import { serveAnswers } from '../serve-answers.ts'
import { customer360ByHand } from './customer-360-by-hand.ts'

// The same answers as the graph's by SQL alone: node by-hand.ts PORT, with DATABASE_URL.
const asked = z.object({ phone: z.string() })

serveAnswers(new Map([['/customer-360', (db, body) => customer360ByHand(db, asked.parse(JSON.parse(body)).phone)]]))
