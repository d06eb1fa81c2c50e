namespace Inkling.Data.Synthetic.Forms;

/// <summary>The ways people write a digit, common and rare.</summary>
internal sealed class DigitForms
{
    /// <summary>How many digits there are.</summary>
    public const int DigitCount = 10;

    private static readonly DigitForms[] _ofDigit =
    [
        new(Zero.Forms), new(One.Forms), new(Two.Forms), new(Three.Forms), new(Four.Forms),
        new(Five.Forms), new(Six.Forms), new(Seven.Forms), new(Eight.Forms), new(Nine.Forms),
    ];

    private readonly PenForm[] _forms;
    private readonly float _totalWeight;

    private DigitForms(PenForm[] forms)
    {
        _forms = forms;
        _totalWeight = forms.Sum(form => form.Weight);
    }

    /// <summary>The forms of a digit 0 to 9.</summary>
    public static DigitForms Of(int digit) => _ofDigit[digit];

    /// <summary>The form at a fraction <paramref name="at"/>, in [0, 1), of all weight, of which a common form has more.</summary>
    public PenForm Choose(float at)
    {
        var left = at * _totalWeight;
        foreach (var form in _forms)
        {
            left -= form.Weight;
            if (left < 0f)
                return form;
        }

        return _forms[^1];
    }
}
