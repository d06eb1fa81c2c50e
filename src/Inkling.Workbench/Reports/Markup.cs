using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Inkling.Workbench.Reports;

/// <summary>The words of a page: elements that are XML and HTML at once. What is written into them is encoded by the writer of the XML.</summary>
internal static class Markup
{
    /// <summary>An element; one without content keeps its closing tag, which HTML wants.</summary>
    /// <param name="name">Its name, and behind a dot its class if it has one: <c>td.right</c>.</param>
    /// <param name="content">Elements, attributes, texts.</param>
    public static XElement Element(string name, params object?[] content)
    {
        string[] parts = name.Split('.', 2);
        var element = new XElement(parts[0], parts is [_, var className] ? new XAttribute("class", className) : null, content);
        if (element.IsEmpty && parts[0] is not ("meta" or "img"))
            element.Add("");
        return element;
    }

    /// <summary>An attribute of an element.</summary>
    public static XAttribute With(string name, string value) => new(name, value);

    /// <summary>An attribute that is a number.</summary>
    public static XAttribute With(string name, double value) => new(name, Math.Round(value, 3).ToString(CultureInfo.InvariantCulture));

    /// <summary>A text from outside, without the characters that XML cannot hold.</summary>
    public static string Text(string text)
    {
        var clean = text.ToCharArray();
        for (int i = 0; i < clean.Length; i++)
        {
            if (i + 1 < clean.Length && XmlConvert.IsXmlSurrogatePair(clean[i + 1], clean[i]))
                i++;
            else if (!XmlConvert.IsXmlChar(clean[i]))
                clean[i] = '\uFFFD';
        }

        return new(clean);
    }

    /// <summary>A part of 1 as a percentage with so many decimals.</summary>
    public static string Percent(double part, int decimals = 2) => (part * 100).ToString($"F{decimals}", CultureInfo.InvariantCulture) + "\u00A0%";

    /// <summary>A whole number in groups of three digits.</summary>
    public static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
