import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** A table that scrolls sideways on its own, its first column staying, with a fade where more is. */
export function ScrollTable({ label, children, class: className = '' }: { label: string; children: ComponentChildren; class?: string }) {
  const scroll = useRef<HTMLDivElement>(null);
  const [end, setEnd] = useState(true);
  const look = () => {
    const element = scroll.current;
    if (element) setEnd(element.scrollLeft + element.clientWidth >= element.scrollWidth - 2);
  };
  useEffect(() => {
    const observer = new ResizeObserver(look);
    observer.observe(scroll.current!);
    observer.observe(scroll.current!.firstElementChild!);
    return () => observer.disconnect();
  }, []);
  return (
    <div class={'panel table ' + className}>
      <div ref={scroll} class={end ? 'scroll end' : 'scroll'} tabIndex={0} role="region" aria-label={label} onScroll={look}>
        <table>{children}</table>
      </div>
    </div>
  );
}
