import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assetOfFile, type Asset } from './asset.ts'

const react = import.meta.resolve('react/package.json')
const reactDom = import.meta.resolve('react-dom/package.json')
const graphiql = import.meta.resolve('graphiql/package.json')

const beside = (manifest: string, file: string): string => fileURLToPath(new URL(file, manifest))
const own = (file: string): string => join(import.meta.dirname, 'assets', file)

const script = 'text/javascript; charset=utf-8'
const style = 'text/css; charset=utf-8'

/** Every file that the page may load, by its name under `/assets/`. Nothing else is ever served. */
export const assets: ReadonlyMap<string, () => Promise<Asset>> = new Map([
  ['react.js', assetOfFile(script, beside(react, 'umd/react.production.min.js'))],
  ['react-dom.js', assetOfFile(script, beside(reactDom, 'umd/react-dom.production.min.js'))],
  ['graphiql.js', assetOfFile(script, beside(graphiql, 'graphiql.min.js'))],
  ['graphiql.css', assetOfFile(style, beside(graphiql, 'graphiql.min.css'))],
  ['page.js', assetOfFile(script, own('page.js'))],
  ['page.css', assetOfFile(style, own('page.css'))],
  ['mark.svg', assetOfFile('image/svg+xml', own('mark.svg'))],
])
