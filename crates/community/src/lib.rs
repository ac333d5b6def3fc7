//! What readers send: feedback, case studies, resources.
