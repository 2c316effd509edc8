import { onTestFinished, vi } from 'vitest'

/** What a hub's page is to the client: its cookies, and the frames that were put into it. */
export interface Page {
  cookie: string
  /** Addresses of all frames so far. */
  readonly frames: readonly string[]
  /** Frames that are there now. */
  readonly shown: number
}

/**
 * Makes this program run in a page until the current test is over.
 *
 * @param onFrame - What the hub does when a frame asks for its page; the frame has loaded when it is done.
 */
export function openPage(
  cookie: string,
  onFrame: (page: Page) => void | Promise<void> = () => {},
  origin = 'https://hub.example.org',
): Page {
  const frames: Frame[] = []
  let shown = 0
  class Frame extends EventTarget {
    src = ''
    hidden = false
    remove(): void {
      shown -= 1
    }
  }
  const page = {
    cookie,
    get frames() {
      return frames.map(({ src }) => src)
    },
    get shown() {
      return shown
    },
    createElement: () => new Frame(),
    documentElement: {
      append(frame: Frame): void {
        if (!frame.hidden) throw new Error('people would see this frame')
        shown += 1
        frames.push(frame)
        void Promise.resolve(onFrame(page)).then(() => frame.dispatchEvent(new Event('load')))
      },
    },
  }
  vi.stubGlobal('document', page)
  vi.stubGlobal('origin', origin)
  vi.stubGlobal('location', new URL('https://hub.example.org/hub/home'))
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
  return page
}
