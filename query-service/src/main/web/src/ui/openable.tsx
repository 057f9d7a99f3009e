/** A figure that leads to the persons it counts. Nobody, and what is not defined, leads nowhere. */
export function Openable({ value, label, onOpen, children }: {
  value: number | null | undefined;
  /** What is counted, where the column and the row do not say it. */
  label?: string;
  onOpen: () => void;
  children: string;
}) {
  if (value == null || value === 0) return <>{children}</>;
  return (
    <button type="button" class="cell" title="Who they are" aria-label={label === undefined ? undefined : children + ', ' + label} onClick={onOpen}>
      {children}
    </button>
  );
}
