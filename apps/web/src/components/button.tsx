import type { ButtonHTMLAttributes } from 'react';

const looks = {
  primary: 'bg-action text-on-action border-action hover:opacity-85',
  quiet: 'bg-surface text-ink border-edge hover:bg-sunken',
  danger: 'bg-surface text-danger border-danger hover:bg-danger-soft',
  bare: 'border-transparent text-ink underline-offset-4 hover:underline',
};

export function Button({
  look = 'quiet',
  className = '',
  type = 'button',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: keyof typeof looks }) {
  return (
    <button
      type={type}
      className={`inline-flex min-h-11 items-center justify-center gap-2 rounded-md border px-4 font-medium disabled:cursor-not-allowed disabled:opacity-55 ${looks[look]} ${className}`}
      {...rest}
    />
  );
}
