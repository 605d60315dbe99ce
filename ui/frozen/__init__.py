"""Frozen assessments 定稿: chosen, shown, made."""
