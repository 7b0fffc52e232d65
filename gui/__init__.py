"""The Qt console. Qt lives here and nowhere else."""
