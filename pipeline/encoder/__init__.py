"""A spaCy component that tags, parses, splits and names with one small ONNX encoder."""
