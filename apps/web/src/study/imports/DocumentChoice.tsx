import { maxImportBytes } from '@samskriv/protocol/http-imports'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'

import { useSay } from '../../shell/use-say.ts'
import { FileField } from '../../ui/FileField.tsx'
import { type DocumentProblem, tooLarge } from './import-problem.ts'

interface DocumentChoiceProps {
  readonly problem: DocumentProblem | null
  readonly onChoose: (file: File) => void
}

const offered = '.docx,.odt,.md,.markdown,.html,.htm,.txt,.pdf'

/** Choosing a document has it read at once: nothing is put in yet. Whoever chose a whole case study is led to where those come in. */
export function DocumentChoice({ problem, onChoose }: DocumentChoiceProps) {
  const say = useSay()
  const [refused, setRefused] = useState<DocumentProblem | null>(null)
  useEffect(() => document.getElementById('import-file')?.focus(), [])
  const told = refused ?? problem
  return (
    <>
      <FileField
        id="import-file"
        label={say('imports.file')}
        hint={say('imports.file.hint')}
        choose={say('imports.file.choose')}
        accept={offered}
        error={told?.text}
        onChoose={(file) => {
          setRefused(file.size > maxImportBytes ? tooLarge(say, file.name) : null)
          if (file.size <= maxImportBytes) onChoose(file)
        }}
      />
      {told?.isCaseStudy === true && (
        <p>
          <Link className="button" data-kind="quiet" to="/studies/new/file">
            {say('home.fromFile')}
          </Link>
        </p>
      )}
    </>
  )
}
