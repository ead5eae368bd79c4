"""Read an export as doccano does: by its own import pipeline, into a database of its own; then export it again."""

import contextlib
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import backend

sys.path.insert(0, str(Path(backend.__file__).parent))

with TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "DATABASE_URL": f"sqlite:///{folder}/doccano.sqlite",
        "MEDIA_ROOT": folder,
        "CELERY_BROKER_URL": "memory://",
        "DJANGO_LOG_LEVEL": "ERROR",
    }
    import django

    django.setup()
    from data_export.celery_tasks import create_collaborative_dataset
    from data_export.pipeline.factories import create_formatter, create_writer
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import create_file_format
    from data_import.pipeline.readers import FileName
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from examples.models import Example
    from labels.models import Span
    from projects.models import ProjectType, SequenceLabelingProject

    call_command("migrate", verbosity=0)
    user = User.objects.create(username="reader")
    project = SequenceLabelingProject.objects.create(
        name="figures",
        project_type=ProjectType.SEQUENCE_LABELING,
        allow_overlapping=True,
        created_by=user,
        collaborative_annotation=True,
    )
    name = FileName(full_path=sys.argv[1], generated_name="figures.jsonl", upload_name="figures.jsonl")
    dataset = load_dataset("SequenceLabeling", create_file_format("JSONL"), [name], project, encoding="utf_8")
    dataset.save(user)
    faults = [str(fault.dict()) for fault in dataset.errors]
    read = [
        {
            "text": example.text,
            "meta": example.meta,
            "spans": [
                {"start": span.start_offset, "end": span.end_offset, "kind": span.label.text}
                for span in Span.objects.filter(example=example).order_by("start_offset", "end_offset")
            ],
        }
        for example in Example.objects.filter(project=project).order_by("id")
    ]
    create_collaborative_dataset(project, folder, False, create_formatter(project, "JSONL"), create_writer("JSONL"))
    (made,) = Path(folder).glob("all.*")
    own = made.read_text(encoding="utf-8")
print(json.dumps({"faults": faults, "read": read, "own": own}))
