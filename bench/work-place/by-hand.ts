import { z } from 'zod'
import { serveAnswers } from '../serve-answers.ts'
import { buildSheetByHand } from './build-sheet-by-hand.ts'
import { instructionByHand } from './instruction-by-hand.ts'

// The same answers as the graph's by SQL alone: node by-hand.ts PORT, with DATABASE_URL.
const asked = z.object({ tag: z.string(), station: z.string().optional() })

serveAnswers(
  new Map([
    ['/station-instruction', (db, body) => instructionByHand(db, asked.required().parse(JSON.parse(body)))],
    ['/build-sheet', (db, body) => buildSheetByHand(db, asked.parse(JSON.parse(body)).tag)],
  ]),
)
