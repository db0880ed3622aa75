"""What the trainings in PyTorch share: networks, changes to pictures, losses, time."""
