using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Nn;
using Inkling.Workbench;

namespace Inkling.Web.Recognition;

/// <summary>A model with all that questions about it need. Never changes: any number of threads may use one.</summary>
internal sealed class OpenedModel
{
    private readonly Lazy<FeatureMaps> _maps;

    /// <exception cref="ArgumentException">It reads something else than gray images.</exception>
    /// <exception cref="InvalidDataException">What is stored with it is damaged.</exception>
    public OpenedModel(string id, DigitModel model)
    {
        (Id, Parameters) = (id, model.Parameters);
        Form = model.Form;
        Recognizer = new(model);
        _maps = new(() => new(model.Parameters));
    }

    public string Id { get; }

    public Parameters Parameters { get; }

    /// <summary>The images it reads.</summary>
    public ImageForm Form { get; }

    /// <summary>Judges in the usual way; others come by <see cref="Recognizer.With"/>.</summary>
    public Recognizer Recognizer { get; }

    public FeatureMaps FeatureMaps => _maps.Value;
}
