import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { assetOfFile, type Asset } from './asset.ts'

const { resolve } = createRequire(import.meta.url)
const from = (npmPackage: string, file: string): string => join(dirname(resolve(`${npmPackage}/package.json`)), file)
const own = (file: string): string => join(import.meta.dirname, 'assets', file)

const script = 'text/javascript; charset=utf-8'
const style = 'text/css; charset=utf-8'

/** Every file that the page may load, by its name under `/assets/`. Nothing else is ever served. */
export const assets: ReadonlyMap<string, () => Promise<Asset>> = new Map([
  ['react.js', assetOfFile(script, from('react', 'umd/react.production.min.js'))],
  ['react-dom.js', assetOfFile(script, from('react-dom', 'umd/react-dom.production.min.js'))],
  ['graphiql.js', assetOfFile(script, from('graphiql', 'graphiql.min.js'))],
  ['graphiql.css', assetOfFile(style, from('graphiql', 'graphiql.min.css'))],
  ['page.js', assetOfFile(script, own('page.js'))],
  ['page.css', assetOfFile(style, own('page.css'))],
  ['mark.svg', assetOfFile('image/svg+xml', own('mark.svg'))],
])
