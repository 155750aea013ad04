import { serveAnswers } from '../serve-answers.ts'
import { answers } from './by-hand/answers.ts'

// The same answers as the graph's by SQL alone: node by-hand.ts PORT, with DATABASE_URL.
serveAnswers(answers)
