"""The download buttons: files are made when they are asked for, never before."""

from __future__ import annotations
