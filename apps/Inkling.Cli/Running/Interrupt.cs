using System.Runtime.InteropServices;

namespace Inkling.Cli;

/// <summary>Ctrl-C, or a polite request to end: the first cancels, so that the work can save itself; a second ends the process at once.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly Notes _notes;
    private readonly PosixSignalRegistration[] _registrations;

    public Interrupt(Notes notes)
    {
        _notes = notes;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        if (_source.IsCancellationRequested)
        {
            _notes.ShowCursor();
            return;
        }

        signal.Cancel = true;
        _source.Cancel();
        _notes.Tell("Stopping, and saving what there is; once more ends at once.");
    }
}
